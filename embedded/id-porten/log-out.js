// Whoever has logged out of the product need not say so again. Without this script the button does it.
document.querySelector('button[name="logout"]').click();

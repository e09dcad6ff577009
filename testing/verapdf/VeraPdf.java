import java.io.FileInputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Arguments: flavour and files. Prints for each file "file TAB checks", and for each failed check "fault TAB rule TAB message". */
public class VeraPdf {
  public static void main(String[] arguments) throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    VeraGreenfieldFoundryProvider.initialise();
    PDFAFlavour flavour = PDFAFlavour.fromString(arguments[0]);
    if (flavour == PDFAFlavour.NO_FLAVOUR) throw new IllegalArgumentException("unknown flavour " + arguments[0]);
    for (int i = 1; i < arguments.length; i++) {
      try (InputStream in = new FileInputStream(arguments[i]);
          PDFAParser parser = Foundries.defaultInstance().createParser(in, flavour)) {
        ValidationResult result = Foundries.defaultInstance().createValidator(flavour, false).validate(parser);
        out.println("file\t" + result.getTotalAssertions());
        for (TestAssertion check : result.getTestAssertions()) {
          if (check.getStatus() != TestAssertion.Status.FAILED) continue;
          String rule = check.getRuleId().getClause() + "-" + check.getRuleId().getTestNumber();
          out.println("fault\t" + rule + "\t" + check.getMessage().replaceAll("\\s+", " "));
        }
      }
    }
  }
}

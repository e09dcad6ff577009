-- CreateTable
CREATE TABLE "thread_read" (
    "threadId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "thread_read_pkey" PRIMARY KEY ("threadId","personId")
);

-- AddForeignKey
ALTER TABLE "thread_read" ADD CONSTRAINT "thread_read_threadId_fkey" FOREIGN KEY ("threadId") REFERENCES "thread"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "thread_read" ADD CONSTRAINT "thread_read_personId_fkey" FOREIGN KEY ("personId") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

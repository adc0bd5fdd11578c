package dev.nearfield.transfer;

/**
 * What an export or import has carried over.
 *
 * {@snippet class="dev.nearfield.examples.BackupExamplesTest" region="transfer"}
 *
 * @param documents how many documents
 * @param chunks how many chunks with their embeddings
 * @param files how many records of ingested files
 * @param attachments how many named values
 */
public record TransferReport(long documents, long chunks, long files, long attachments) {
  static final TransferReport NONE = new TransferReport(0, 0, 0, 0);

  TransferReport plusDocument(int chunks) {
    return new TransferReport(documents + 1, this.chunks + chunks, files, attachments);
  }

  TransferReport plusFile() {
    return new TransferReport(documents, chunks, files + 1, attachments);
  }

  TransferReport plusAttachment() {
    return new TransferReport(documents, chunks, files, attachments + 1);
  }
}

package dev.gander.adapters.local.gguf;

/// A file that is not a model, or not a whole one. The message continues a sentence that begins
/// with the file's name, as in `ends before its tensors`.
public final class BadModelFile extends Exception {
  private static final long serialVersionUID = 1;

  public BadModelFile(String message) {
    super(message);
  }

  BadModelFile(String message, Throwable cause) {
    super(message, cause);
  }

  /// The message; there always is one.
  public String text() {
    return String.valueOf(getMessage());
  }
}

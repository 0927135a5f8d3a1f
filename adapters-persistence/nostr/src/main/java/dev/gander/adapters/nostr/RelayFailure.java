package dev.gander.adapters.nostr;

/// A relay did not do what was requested. The message is the reason without the relay's name.
final class RelayFailure extends Exception {
  private static final long serialVersionUID = 1;
  private static final int LONGEST = 200;

  RelayFailure(String message) {
    super(message);
  }

  /// @param said by the relay: anything, of any length
  RelayFailure(String message, String said) {
    this(said.isBlank() ? message : message + ": " + shortened(said.strip()));
  }

  /// @param cause if it has no message, that of its own cause is used
  static RelayFailure of(String message, Throwable cause) {
    Throwable telling = cause;
    while (telling.getMessage() == null && telling.getCause() != null) {
      telling = telling.getCause();
    }
    String said = telling.getMessage();
    return new RelayFailure(message, said == null ? telling.getClass().getSimpleName() : said);
  }

  private static String shortened(String said) {
    return said.length() <= LONGEST ? said : said.substring(0, LONGEST) + "…";
  }
}

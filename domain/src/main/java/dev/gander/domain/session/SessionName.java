package dev.gander.domain.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gander.domain.error.InvalidInput;

/// What a session is called. A name that its user has chosen is never replaced by a suggestion.
public record SessionName(String text, boolean chosenByUser) {
  private static final int MOST_BYTES = 200;

  /// A name that the program or a model has made up.
  public static SessionName suggested(String text) {
    return new SessionName(text, false);
  }

  /// A name from a user; blanks around it are left out.
  ///
  /// @throws InvalidInput if it is blank or longer than 200 bytes of UTF-8
  public static SessionName chosen(String text) {
    String trimmed = text.strip();
    if (trimmed.isEmpty()) {
      throw new InvalidInput("The name of a session must not be blank");
    }
    if (trimmed.getBytes(UTF_8).length > MOST_BYTES) {
      throw new InvalidInput("The name of a session must not be longer than 200 bytes");
    }
    return new SessionName(trimmed, true);
  }

  /// The suggestion, unless the user has chosen this name.
  public SessionName orSuggested(String suggestion) {
    return chosenByUser ? this : suggested(suggestion);
  }
}

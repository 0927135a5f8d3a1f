package dev.gander.bootstrap.plugins;

import dev.gander.domain.config.SecretMask;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;

/// What is wrong with a plug-in, in a sentence.
final class BadPlugin extends Exception {
  private static final long serialVersionUID = 1;

  BadPlugin(String message) {
    super(message);
  }

  BadPlugin(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /// What a user can make of a failure: one of linking means that the plug-in was compiled against
  /// another Gander, or lacks a library.
  static String reason(Throwable failure) {
    Throwable cause = failure;
    while (!(cause instanceof LinkageError) && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return SecretMask.inText(sentence(cause));
  }

  private static String sentence(Throwable cause) {
    return switch (cause) {
      case LinkageError _ -> "it does not fit this version of Gander, or lacks a library: " + cause;
      case TimeLimit.Exceeded _ -> String.valueOf(cause.getMessage());
      default -> cause.toString();
    };
  }

  /// What its author can make of it: the stack trace, without what a message may quote of keys.
  static String trace(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text, true));
    return SecretMask.inText(text.toString().stripTrailing());
  }
}

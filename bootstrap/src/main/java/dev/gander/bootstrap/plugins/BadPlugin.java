package dev.gander.bootstrap.plugins;

import dev.gander.domain.config.SecretMask;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;

/// Describes a plug-in's defect in one sentence.
final class BadPlugin extends Exception {
  private static final long serialVersionUID = 1;

  BadPlugin(String message) {
    super(message);
  }

  BadPlugin(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /// Explains a failure to the user: a linkage error means that the plug-in was compiled against
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

  /// Explains it to the plug-in's author: the stack trace, with any keys in messages masked.
  static String trace(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text, true));
    return SecretMask.inText(text.toString().stripTrailing());
  }
}

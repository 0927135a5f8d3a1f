package dev.gander.domain.error;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Why a connection failed, in words for people. The JDK explains some failures to its own
/// developers ("chunked transfer encoding, state: READING_LENGTH"), and others not at all.
public record ConnectionFailure(Throwable failure) {
  private static final Pattern CUT_OFF =
      Pattern.compile(
          "chunked transfer encoding, state: .*|fixed content-length: .*|EOF reached while reading"
              + "|unexpected content length.*|too few bytes returned.*|closed|Stream .* closed.*"
              + "|connection closed.*|Connection reset.*|Broken pipe.*"
              + "|Received RST_STREAM.*|.*GOAWAY.*|SSL peer shut down incorrectly");

  private static final Pattern NO_ANSWER =
      Pattern.compile("HTTP/1\\.1 header parser received no bytes");

  /// A part of a sentence, as in `the connection broke off`.
  public String words() {
    return isWithoutAddress() ? "the host name has no address" : firstWords();
  }

  /// The client says only that it could not connect.
  private boolean isWithoutAddress() {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException) {
        return true;
      }
    }
    return false;
  }

  private String firstWords() {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String words = wordsOf(cause);
      if (words != null) {
        return words;
      }
    }
    return "no reason given";
  }

  private static @Nullable String wordsOf(Throwable cause) {
    return switch (cause) {
      // Their messages are the names of their causes.
      case CompletionException _, ExecutionException _ when cause.getCause() != null -> null;
      case ConnectException _ when isBlank(cause) -> "nothing accepts connections there";
      case EOFException _, ClosedChannelException _ when isBlank(cause) ->
          "the connection broke off";
      case Throwable _ when isBlank(cause) -> null;
      case Throwable _ -> translated(String.valueOf(cause.getMessage()));
    };
  }

  private static boolean isBlank(Throwable cause) {
    return cause.getMessage() == null || cause.getMessage().isBlank();
  }

  private static String translated(String message) {
    if (NO_ANSWER.matcher(message).matches()) {
      return "the connection was closed before an answer came";
    }
    return CUT_OFF.matcher(message).matches() ? "the connection broke off" : message;
  }
}

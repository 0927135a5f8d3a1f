package dev.gander.domain.error;

import org.jspecify.annotations.Nullable;

/// An extension could not be started, or a request to it failed below the level of a tool result.
/// [#code()] is the JSON-RPC code that the model and the client see before the message.
public final class ExtensionException extends GanderException {
  private static final long serialVersionUID = 1;

  /// JSON-RPC: the resource or tool does not exist.
  public static final int NOT_FOUND = -32002;

  /// JSON-RPC: the tool does not accept these arguments.
  public static final int INVALID_PARAMS = -32602;

  /// JSON-RPC: any other internal failure.
  public static final int INTERNAL_ERROR = -32603;

  private enum Fault {
    CONFIG,
    MISSING_LOGIN,
    OTHER
  }

  private final int code;
  private final Fault fault;

  public ExtensionException(int code, String message, @Nullable Throwable cause) {
    this(code, message, Fault.OTHER, cause);
  }

  private ExtensionException(int code, String message, Fault fault, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
    this.fault = fault;
  }

  public ExtensionException(String message, @Nullable Throwable cause) {
    this(INTERNAL_ERROR, message, cause);
  }

  public static ExtensionException notFound(String message) {
    return new ExtensionException(NOT_FOUND, message, null);
  }

  public static ExtensionException invalidParams(String message) {
    return new ExtensionException(INVALID_PARAMS, message, null);
  }

  /// The extension cannot be started with this configuration.
  public static ExtensionException invalidConfig(String problem) {
    return unusableConfig("invalid config: " + problem, null);
  }

  /// The extension cannot be started with this configuration, in words of its own.
  public static ExtensionException unusableConfig(String message, @Nullable Throwable cause) {
    return new ExtensionException(INTERNAL_ERROR, message, Fault.CONFIG, cause);
  }

  /// The extension cannot be started before the user has logged in to it.
  public static ExtensionException loginRequired(String message, @Nullable Throwable cause) {
    return new ExtensionException(INTERNAL_ERROR, message, Fault.MISSING_LOGIN, cause);
  }

  /// The same failure with another text and no cause, for when the original contains something that
  /// must not be shown.
  public ExtensionException inWords(String text) {
    if (text.equals(text())) {
      return this;
    }
    ExtensionException told = new ExtensionException(code, text, fault, null);
    told.setStackTrace(getStackTrace());
    return told;
  }

  public int code() {
    return code;
  }

  /// Whether the configuration is at fault: with it, the extension can't be started on this
  /// machine. Otherwise the extension is.
  public boolean isOfConfig() {
    return fault == Fault.CONFIG;
  }

  /// Whether the extension wants the user to log in first.
  public boolean wantsLogin() {
    return fault == Fault.MISSING_LOGIN;
  }

  /// The failure as it appears in a tool response: `-32603: message`.
  public String coded() {
    return code + ": " + text();
  }
}

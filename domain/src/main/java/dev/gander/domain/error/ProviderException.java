package dev.gander.domain.error;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A model service failed. The subtype determines how the caller can react; [#display()] is the
/// text that users see. Messages never contain a key.
public abstract sealed class ProviderException extends GanderException {
  private static final long serialVersionUID = 1;

  private final String label;

  private ProviderException(String label, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.label = label;
  }

  /// The message prefixed with its kind, as in `Rate limit exceeded: slow down`.
  public final String display() {
    return label + ": " + text();
  }

  /// The same failure with another text and no cause, for when the original contains something that
  /// must not be shown.
  public final ProviderException inWords(String text) {
    if (text.equals(text())) {
      return this;
    }
    ProviderException told =
        switch (this) {
          case Authentication _ -> new Authentication(text);
          case ContextLengthExceeded _ -> new ContextLengthExceeded(text);
          case RateLimited limited -> new RateLimited(text, limited.retryAfter());
          case ServerError failed -> new ServerError(failed.status(), text, failed.retryAfter());
          case NetworkError _ -> new NetworkError(text, null);
          case RequestFailed failed -> new RequestFailed(failed.status(), text);
          case ExecutionError _ -> new ExecutionError(text, null);
          case UsageError _ -> new UsageError(text);
          case Unsupported _ -> new Unsupported(text);
          case EndpointNotFound _ -> new EndpointNotFound(text);
          case CreditsExhausted spent -> new CreditsExhausted(text, spent.topUpUrl());
          case Refused refused -> new Refused(text, refused.category());
          case BudgetSpent _ -> new BudgetSpent(label, text);
        };
    told.setStackTrace(getStackTrace());
    return told;
  }

  /// The service rejected the key.
  public static final class Authentication extends ProviderException {
    private static final long serialVersionUID = 1;

    public Authentication(String message) {
      super("Authentication error", message, null);
    }
  }

  /// The conversation exceeds the model's context: compacting it may help.
  public static final class ContextLengthExceeded extends ProviderException {
    private static final long serialVersionUID = 1;

    public ContextLengthExceeded(String message) {
      super("Context length exceeded", message, null);
    }
  }

  /// Too many requests; retried, after the delay that the service asked for, if any.
  public static final class RateLimited extends ProviderException {
    private static final long serialVersionUID = 1;
    private final transient @Nullable Duration retryAfter;

    public RateLimited(String message, @Nullable Duration retryAfter) {
      super("Rate limit exceeded", message, null);
      this.retryAfter = retryAfter;
    }

    public @Nullable Duration retryAfter() {
      return retryAfter;
    }
  }

  /// The service failed internally (5xx); retried.
  public static final class ServerError extends ProviderException {
    private static final long serialVersionUID = 1;
    private final int status;
    private final transient @Nullable Duration retryAfter;

    public ServerError(String message, @Nullable Duration retryAfter) {
      this(0, message, retryAfter);
    }

    public ServerError(int status, String message, @Nullable Duration retryAfter) {
      super("Server error", message, null);
      this.status = status;
      this.retryAfter = retryAfter;
    }

    /// The HTTP status of the response; 0 if there was none.
    public int status() {
      return status;
    }

    public @Nullable Duration retryAfter() {
      return retryAfter;
    }
  }

  /// The service could not be reached; retried.
  public static final class NetworkError extends ProviderException {
    private static final long serialVersionUID = 1;

    public NetworkError(String message, @Nullable Throwable cause) {
      super("Network error", message, cause);
    }
  }

  /// The service rejected the request, or its stream broke off.
  public static final class RequestFailed extends ProviderException {
    private static final long serialVersionUID = 1;
    private final int status;

    public RequestFailed(String message, @Nullable Throwable cause) {
      super("Request failed", message, cause);
      status = 0;
    }

    public RequestFailed(int status, String message) {
      super("Request failed", message, null);
      this.status = status;
    }

    /// The HTTP status of the response; 0 if there was none.
    public int status() {
      return status;
    }
  }

  /// The response could not be understood, or the provider itself failed.
  public static final class ExecutionError extends ProviderException {
    private static final long serialVersionUID = 1;

    public ExecutionError(String message, @Nullable Throwable cause) {
      super("Execution error", message, cause);
    }
  }

  /// The token counts of a response could not be understood.
  public static final class UsageError extends ProviderException {
    private static final long serialVersionUID = 1;

    public UsageError(String message) {
      super("Usage data error", message, null);
    }
  }

  /// The provider does not support the operation.
  public static final class Unsupported extends ProviderException {
    private static final long serialVersionUID = 1;

    public Unsupported(String message) {
      super("Unsupported operation", message, null);
    }
  }

  /// There is nothing at the configured address.
  public static final class EndpointNotFound extends ProviderException {
    private static final long serialVersionUID = 1;

    public EndpointNotFound(String message) {
      super("Endpoint not found (404)", message, null);
    }
  }

  /// The account has run out of credit; [#topUpUrl()] is where to buy more, if the service provides
  /// it.
  public static final class CreditsExhausted extends ProviderException {
    private static final long serialVersionUID = 1;
    private final @Nullable String topUpUrl;

    public CreditsExhausted(String message, @Nullable String topUpUrl) {
      super("Credits exhausted", message, null);
      this.topUpUrl = topUpUrl;
    }

    public @Nullable String topUpUrl() {
      return topUpUrl;
    }
  }

  /// The model declined to answer (1.39).
  public static final class Refused extends ProviderException {
    private static final long serialVersionUID = 1;
    private final @Nullable String category;

    public Refused(String message, @Nullable String category) {
      super("Provider refused request", message, null);
      this.category = category;
    }

    public @Nullable String category() {
      return category;
    }
  }

  /// The call was not made, because a budget of ours does not allow it.
  public static final class BudgetSpent extends ProviderException {
    private static final long serialVersionUID = 1;

    /// @param message tells users which budget, what was used, and when it is free again
    public BudgetSpent(String message) {
      this("Budget spent", message);
    }

    private BudgetSpent(String label, String message) {
      super(label, message, null);
    }

    /// Nobody can know whether a budget allows the call.
    public static BudgetSpent unknown(String message) {
      return new BudgetSpent("Budget unknown", message);
    }
  }
}

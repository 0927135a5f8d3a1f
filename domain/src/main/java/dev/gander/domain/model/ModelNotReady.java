package dev.gander.domain.model;

import dev.gander.domain.error.Unavailable;
import org.jspecify.annotations.Nullable;

/// A session's model could not be set up; nothing was changed.
public final class ModelNotReady extends Unavailable {
  private static final long serialVersionUID = 1;
  private final transient Reason reason;

  /// What is missing or broken.
  public sealed interface Reason {
    /// Neither the session nor the settings name a provider.
    record NoProvider() implements Reason {}

    /// Neither the session nor the settings name a model.
    record NoModel() implements Reason {}

    /// The session's provider no longer exists, and the settings name no other.
    record UnknownProvider(String name) implements Reason {}

    /// The provider cannot be created; the text is for users.
    record NotMade(String text) implements Reason {}
  }

  public ModelNotReady(Reason reason) {
    this(reason, null);
  }

  public ModelNotReady(Reason reason, @Nullable Throwable cause) {
    super(text(reason), cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  private static String text(Reason reason) {
    return switch (reason) {
      case Reason.NoProvider _ -> "No provider is chosen";
      case Reason.NoModel _ -> "No model is chosen";
      case Reason.UnknownProvider(String name) -> "The provider '" + name + "' does not exist";
      case Reason.NotMade(String text) -> "The provider cannot be used: " + text;
    };
  }
}

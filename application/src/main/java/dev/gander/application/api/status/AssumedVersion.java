package dev.gander.application.api.status;

import dev.gander.domain.config.GoosedVersion;
import dev.gander.domain.config.Settings;
import java.util.Optional;

/// The goosed version that clients are assumed to be made for if they do not name one
/// (`GOOSED_API_VERSION`).
public final class AssumedVersion {
  private final Settings settings;

  public AssumedVersion(Settings settings) {
    this.settings = settings;
  }

  /// Empty if the user did not set one.
  public Optional<GoosedVersion> get() {
    return GoosedVersion.in(settings);
  }
}

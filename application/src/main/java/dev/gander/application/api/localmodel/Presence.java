package dev.gander.application.api.localmodel;

import dev.gander.domain.download.DownloadProgress;

/// Whether a model, or a file of it, is on this machine.
public sealed interface Presence {
  record Missing() implements Presence {}

  /// On its way.
  record Coming(DownloadProgress progress) implements Presence {}

  record Here() implements Presence {}
}

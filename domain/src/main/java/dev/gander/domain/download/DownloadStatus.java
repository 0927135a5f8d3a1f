package dev.gander.domain.download;

import java.util.Locale;

/// The phase of a download. All but the first are final until it is started again.
public enum DownloadStatus {
  DOWNLOADING,
  COMPLETED,
  FAILED,
  CANCELLED;

  /// As clients see it.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}

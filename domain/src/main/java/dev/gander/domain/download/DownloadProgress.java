package dev.gander.domain.download;

import org.jspecify.annotations.Nullable;

/// How far a download is.
///
/// @param downloaded bytes, including those from an earlier attempt
/// @param total bytes; 0 until it is known
/// @param bytesPerSecond of the last seconds; null while nothing can be said
/// @param error why it failed, for people; null unless it did
public record DownloadProgress(
    String key,
    DownloadStatus status,
    long downloaded,
    long total,
    @Nullable Long bytesPerSecond,
    @Nullable String error) {

  public boolean isRunning() {
    return status == DownloadStatus.DOWNLOADING;
  }

  /// From 0 to 100.
  public float percent() {
    return total <= 0 ? 0 : (float) Math.min(100.0, downloaded * 100.0 / total);
  }

  /// The time that is left; null while nothing can be said.
  public @Nullable Long secondsLeft() {
    return bytesPerSecond == null || bytesPerSecond <= 0 || total <= 0
        ? null
        : (Long) (Math.max(0, total - downloaded) / bytesPerSecond);
  }
}

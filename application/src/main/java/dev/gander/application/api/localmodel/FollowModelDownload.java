package dev.gander.application.api.localmodel;

import dev.gander.application.localmodel.MachineModels;
import dev.gander.application.localmodel.ModelDownloads;
import dev.gander.domain.download.DownloadNotFound;
import dev.gander.domain.download.DownloadProgress;

/// Follows the download of a model, and cancels it.
public final class FollowModelDownload {
  private final MachineModels known;
  private final ModelDownloads downloads;

  public FollowModelDownload(MachineModels known, ModelDownloads downloads) {
    this.known = known;
    this.downloads = downloads;
  }

  /// @throws DownloadNotFound if this server has started none
  public DownloadProgress progress(String id) {
    return known.progress(id).orElseThrow(DownloadNotFound::new);
  }

  /// Returns when the download has ended and nothing of it is left. Also removes what an earlier
  /// server has left.
  ///
  /// @throws DownloadNotFound if there is neither
  public void cancel(String id) throws InterruptedException {
    downloads.cancel(id);
  }
}

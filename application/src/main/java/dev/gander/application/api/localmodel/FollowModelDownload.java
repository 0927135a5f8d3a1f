package dev.gander.application.api.localmodel;

import dev.gander.application.localmodel.ModelDownloads;
import dev.gander.application.localmodel.ModelShelf;
import dev.gander.domain.download.DownloadNotFound;
import dev.gander.domain.download.DownloadProgress;

/// Follows the download of a model, and cancels it.
public final class FollowModelDownload {
  private final ModelShelf shelf;
  private final ModelDownloads downloads;

  public FollowModelDownload(ModelShelf shelf, ModelDownloads downloads) {
    this.shelf = shelf;
    this.downloads = downloads;
  }

  /// @throws DownloadNotFound if this server has started none
  public DownloadProgress progress(String id) {
    return shelf.progress(id).orElseThrow(DownloadNotFound::new);
  }

  /// Returns when the download has ended and nothing of it is left. Also removes what an earlier
  /// server has left.
  ///
  /// @throws DownloadNotFound if there is neither
  public void cancel(String id) throws InterruptedException {
    downloads.cancel(id);
  }
}

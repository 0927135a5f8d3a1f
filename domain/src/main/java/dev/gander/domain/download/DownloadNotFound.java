package dev.gander.domain.download;

import dev.gander.domain.error.NotFound;

/// No download was started under this key.
public final class DownloadNotFound extends NotFound {
  private static final long serialVersionUID = 1;

  public DownloadNotFound() {
    super("Download not found");
  }
}

package dev.gander.domain.download;

import java.util.List;

/// One or more files that are of use only together, such as the shards of a model.
///
/// @param key under which clients follow and cancel it
/// @param files at least one
/// @param whenComplete runs once all files are in place, before clients see that; if it fails, so
///   does the download, whose files stay
public record Download(String key, List<RemoteFile> files, Runnable whenComplete) {
  public Download {
    files = List.copyOf(files);
  }
}

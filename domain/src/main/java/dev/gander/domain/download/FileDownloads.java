package dev.gander.domain.download;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/// Downloads of large files in the background. A target is either complete or missing: until then
/// the bytes are in a part file beside it, which stays when a download fails or the server ends,
/// and is continued by the next download of that target. Two servers never write to the same file.
/// Thread-safe.
public interface FileDownloads extends AutoCloseable {

  /// Starts a download in the background, or starts it again after its end. Files that are complete
  /// are not fetched again.
  ///
  /// @throws DownloadRunning if a download with this key is running, or another download, perhaps
  ///   of another server, is writing one of the files
  /// @throws NotEnoughSpace if the known sizes exceed what the disk has left; sizes that are not
  ///   known yet are looked up first, and the download fails with the same text
  /// @throws Offline if the user forbids downloads
  /// @throws dev.gander.domain.error.Unavailable if a setting for downloads is wrong
  /// @throws dev.gander.domain.error.StorageException if a folder cannot be created
  void start(Download download);

  /// How far the download is that was last started under this key. Empty if this server has started
  /// none.
  Optional<DownloadProgress> progress(String key);

  /// Ends a download and removes its part files; after one that failed, removes them as well.
  /// Returns when that is done. Does nothing to a download that is complete.
  ///
  /// @return whether this server has started a download under this key
  boolean cancel(String key) throws InterruptedException;

  /// Whether there is a part of this file to continue from.
  boolean isBegun(Path target);

  /// Removes the part of a file, if there is one that no server is writing to.
  ///
  /// @return whether it was removed
  boolean discard(Path target);

  /// The address of a file in the hub that the user's settings name.
  ///
  /// @throws dev.gander.domain.error.Unavailable if the setting is not an address
  URI addressInHub(String repository, String path);

  /// Stops all downloads; their part files stay.
  @Override
  void close();
}

package dev.gander.domain.download;

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A file to download.
///
/// @param target where it will be; its folders need not exist
/// @param size in bytes; 0 if it is not known
/// @param sha256 in hexadecimal digits; null if it is not known
public record RemoteFile(URI address, Path target, long size, @Nullable String sha256) {
  public RemoteFile {
    sha256 = sha256 == null ? null : sha256.toLowerCase(Locale.ROOT);
  }

  /// A file about which nothing is known beforehand.
  public static RemoteFile of(URI address, Path target) {
    return new RemoteFile(address, target, 0, null);
  }
}

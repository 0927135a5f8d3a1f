package dev.gander.domain.speech;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A model with which this machine listens.
///
/// @param id short, such as `tiny`
/// @param megabytes of its download
/// @param source of its download
/// @param description for users
/// @param downloaded whether it is there
/// @param recommended whether it is the best for this machine
/// @param remark why a file that is there is not this model; null if there is nothing to say
public record SpeechModel(
    String id,
    int megabytes,
    Source source,
    String description,
    boolean downloaded,
    boolean recommended,
    @Nullable String remark) {

  /// Where a model comes from, and where it goes.
  ///
  /// @param repository in the hub
  /// @param address in the hub that most people use
  public record Source(String repository, String file, URI address, Path target) {}

  /// The description and the remark.
  public String fullDescription() {
    return remark == null ? description : description + " " + remark;
  }
}

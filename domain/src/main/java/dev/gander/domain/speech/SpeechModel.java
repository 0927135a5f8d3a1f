package dev.gander.domain.speech;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/// A model with which this machine listens.
///
/// @param id short, such as `tiny`
/// @param megabytes of its download
/// @param address of its download
/// @param description for users
/// @param downloaded whether it is there
/// @param recommended whether it is the best for this machine
/// @param remark why a file that is there is not this model; null if there is nothing to say
public record SpeechModel(
    String id,
    int megabytes,
    URI address,
    String description,
    boolean downloaded,
    boolean recommended,
    @Nullable String remark) {

  /// The description and the remark.
  public String fullDescription() {
    return remark == null ? description : description + " " + remark;
  }
}

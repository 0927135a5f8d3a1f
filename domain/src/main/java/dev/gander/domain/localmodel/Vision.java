package dev.gander.domain.localmodel;

/// Whether a model understands images.
///
/// @param imageTokens that an image counts
/// @param projectorBytes the size of the file that it needs for that; 0 if it is not known
public record Vision(boolean capable, long imageTokens, long projectorBytes) {
  public static final Vision NONE = new Vision(false, 256, 0);
}

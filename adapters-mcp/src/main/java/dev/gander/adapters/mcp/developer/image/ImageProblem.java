package dev.gander.adapters.mcp.developer.image;

/// A picture that cannot be shown; the message goes to the model. Stays in this package.
final class ImageProblem extends RuntimeException {
  private static final long serialVersionUID = 1;

  ImageProblem(String message) {
    super(message);
  }

  ImageProblem(String message, Throwable cause) {
    super(message, cause);
  }
}

package dev.gander.adapters.mcp.developer;

/// A picture that cannot be shown; the message is what the model is told. Stays in this package.
final class ImageProblem extends RuntimeException {
  private static final long serialVersionUID = 1;

  ImageProblem(String message) {
    super(message);
  }

  ImageProblem(String message, Throwable cause) {
    super(message, cause);
  }
}

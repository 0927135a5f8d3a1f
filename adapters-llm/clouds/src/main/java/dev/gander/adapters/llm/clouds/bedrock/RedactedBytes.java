package dev.gander.adapters.llm.clouds.bedrock;

import dev.gander.domain.error.ProviderException;
import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.Optional;

/// Thoughts that only their service can read, joined from pieces in base64.
final class RedactedBytes {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /// @throws ProviderException if the piece is not base64
  void add(String piece) {
    try {
      bytes.writeBytes(Base64.getDecoder().decode(piece));
    } catch (IllegalArgumentException e) {
      throw new ProviderException.NetworkError(
          "Stream decode error: redacted reasoning is no base64", e);
    }
  }

  /// Empty if there were none.
  Optional<String> base64() {
    return bytes.size() == 0
        ? Optional.empty()
        : Optional.of(Base64.getEncoder().encodeToString(bytes.toByteArray()));
  }
}

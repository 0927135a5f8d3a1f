package dev.gander.testkit.provider;

import dev.gander.domain.message.TokenCounter;
import java.nio.charset.StandardCharsets;

/// Counts every four bytes as a token.
public final class EstimatingTokenCounter implements TokenCounter {
  private static final int BYTES = 4;

  @Override
  public int count(String text) {
    return (text.getBytes(StandardCharsets.UTF_8).length + BYTES - 1) / BYTES;
  }
}

package dev.gander.testkit.provider;

import dev.gander.domain.message.TokenCounter;

class EstimatingTokenCounterTest implements TokenCounterContract {
  @Override
  public TokenCounter counter() {
    return new EstimatingTokenCounter();
  }
}

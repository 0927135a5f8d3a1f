package dev.gander.testkit.share;

import dev.gander.domain.share.RelayAddress;

class InMemorySharedTextsTest implements SharedTextsContract {
  private final InMemorySharedTexts texts = new InMemorySharedTexts();
  private int count;

  @Override
  public InMemorySharedTexts texts() {
    return texts;
  }

  @Override
  public RelayAddress relay() {
    return new RelayAddress("wss://relay" + ++count + ".example");
  }

  @Override
  public RelayAddress deadRelay() {
    RelayAddress relay = relay();
    texts.kill(relay);
    return relay;
  }

  @Override
  public RelayAddress silentRelay() {
    RelayAddress relay = relay();
    texts.silence(relay);
    return relay;
  }

  @Override
  public void awaitQuestion() throws InterruptedException {
    texts.awaitQuestion();
  }
}

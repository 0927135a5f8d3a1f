package dev.gander.testkit.share;

import dev.gander.domain.share.SharedText;
import java.util.List;

class InMemorySharedTextsTest implements SharedTextsContract {
  private final InMemorySharedTexts texts = new InMemorySharedTexts();
  private int count;

  @Override
  public InMemorySharedTexts texts() {
    return texts;
  }

  @Override
  public String usualPlace() {
    return InMemorySharedTexts.USUAL_PLACE;
  }

  @Override
  public String place() {
    return "place" + ++count;
  }

  @Override
  public String deadPlace() {
    String place = place();
    texts.kill(place);
    return place;
  }

  @Override
  public String silentPlace() {
    String place = place();
    texts.silence(place);
    return place;
  }

  @Override
  public void awaitQuestion() throws InterruptedException {
    texts.awaitQuestion();
  }

  @Override
  public String unknownLink(String place) {
    return InMemorySharedTexts.link("unknown", List.of(place), "key");
  }

  @Override
  public String withAnotherKey(SharedText shared) {
    return InMemorySharedTexts.link(shared.id(), shared.places(), "other");
  }
}

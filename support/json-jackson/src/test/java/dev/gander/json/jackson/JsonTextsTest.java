package dev.gander.json.jackson;

import dev.gander.domain.json.JsonReader;
import dev.gander.testkit.json.JsonReaderContract;

class JsonTextsTest implements JsonReaderContract {
  @Override
  public JsonReader reader() {
    return new JsonTexts();
  }
}

package dev.gander.testkit.tool;

import dev.gander.domain.tool.JsonSchemas;

class PlainJsonSchemasTest implements JsonSchemasContract {
  @Override
  public JsonSchemas schemas() {
    return new PlainJsonSchemas();
  }
}

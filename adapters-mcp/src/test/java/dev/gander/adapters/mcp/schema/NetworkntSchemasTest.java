package dev.gander.adapters.mcp.schema;

import dev.gander.domain.tool.JsonSchemas;
import dev.gander.testkit.tool.JsonSchemasContract;

class NetworkntSchemasTest implements JsonSchemasContract {
  private final JsonSchemas schemas = new NetworkntSchemas();

  @Override
  public JsonSchemas schemas() {
    return schemas;
  }
}

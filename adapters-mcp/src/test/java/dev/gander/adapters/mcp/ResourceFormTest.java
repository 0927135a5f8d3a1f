package dev.gander.adapters.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.extension.Resource;
import dev.gander.domain.extension.ResourceContent;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import org.junit.jupiter.api.Test;

class ResourceFormTest {
  private static final JsonObject META = JsonObject.of("ui", Json.of(true));

  @Test
  void aResourceHasAUriAndAName() {
    assertEquals(
        new Resource("x:a", "A"),
        ResourceForm.resource(JsonObject.builder().put("uri", "x:a").put("name", "A").build()));
    assertEquals(new Resource("", ""), ResourceForm.resource(JsonObject.EMPTY));
  }

  @Test
  void aResourceMayDescribeItself() {
    assertEquals(
        new Resource("x:a", "A", "An A", META),
        ResourceForm.resource(
            JsonObject.builder()
                .put("uri", "x:a")
                .put("name", "A")
                .put("description", "An A")
                .put("_meta", META)
                .build()));
  }

  @Test
  void aContentIsATextOrABlob() {
    JsonObject.Builder text =
        JsonObject.builder().put("uri", "x:a").put("mimeType", "text/html").put("text", "hi");

    assertEquals(
        new ResourceContent.Text("x:a", "text/html", "hi", META),
        ResourceForm.content(text.put("blob", "aGk=").put("_meta", META).build(), "x:b"));
    assertEquals(
        new ResourceContent.Blob("x:b", null, "aGk=", null),
        ResourceForm.content(JsonObject.of("blob", Json.of("aGk=")), "x:b"));
    assertEquals(
        new ResourceContent.Blob("x:b", null, "", null),
        ResourceForm.content(JsonObject.EMPTY, "x:b"));
  }
}

package dev.gander.adapters.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.Prompt;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Role;
import dev.gander.json.jackson.JsonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromptFormTest {
  @Test
  void aPromptNamesItsArguments() {
    assertEquals(
        new Prompt("greet", "Greets", List.of("name", "")),
        PromptForm.prompt(
            object(
                "{'name':'greet','description':'Greets',"
                    + "'arguments':[{'name':'name','required':true},5,{}]}")));
    assertEquals(new Prompt("", null, List.of()), PromptForm.prompt(object("{'arguments':5}")));
  }

  @Test
  void argumentsKeepTheirOrder() {
    Map<String, String> arguments = new LinkedHashMap<>();
    arguments.put("z", "1");
    arguments.put("a", "2");

    assertEquals("{\"z\":\"1\",\"a\":\"2\"}", JsonText.write(PromptForm.arguments(arguments)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'type':'text','text':'hi'} | hi",
        "{'type':'resource','resource':{'uri':'x:y','text':'hi'}} | hi",
        "{'type':'resource','resource':{'uri':'x:y','blob':'aGk='}} | ''",
        "{'type':'audio','data':'aGk='} | ''",
        "{'text':'hi'} | hi"
      })
  void aMessageIsAText(String content, String text) {
    var message =
        PromptForm.message(
            JsonObject.builder().put("role", "assistant").put("content", object(content)).build());

    assertEquals(Role.ASSISTANT, message.role());
    assertEquals(new Content.Text(text.equals("''") ? "" : text), message.content());
  }

  @Test
  void aMessageMayBeAnImage() {
    assertEquals(
        new Content.Image("aGk=", "image/png", JsonObject.EMPTY),
        PromptForm.message(
                object(
                    "{'role':'user','content':"
                        + "{'type':'image','data':'aGk=','mimeType':'image/png'}}"))
            .content());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{'role':'system','content':{}}", "{'role':'user','content':'hi'}"})
  void anythingElseIsRefused(String json) {
    assertEquals(
        "Unexpected response type",
        assertThrows(ExtensionException.class, () -> PromptForm.message(object(json))).text());
  }

  private static JsonObject object(String json) {
    Json parsed = JsonText.parse(json.replace('\'', '"'));
    return (JsonObject) parsed;
  }
}

package dev.gander.adapters.bundled.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.bundled.BundledFixture;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.Extension;
import dev.gander.domain.extension.Resource;
import dev.gander.domain.extension.ResourceContent;
import dev.gander.domain.tool.Tool;
import dev.gander.domain.tool.ToolJson;
import dev.gander.domain.tool.ToolResult;
import dev.gander.json.jackson.JsonText;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AutoVisualiserTest {
  @TempDir Path folder;
  private BundledFixture bundled;
  private Extension visualiser;

  @BeforeEach
  void start() throws Exception {
    bundled = new BundledFixture(folder);
    visualiser = bundled.start("autovisualiser");
  }

  private ToolResult draw(String tool, String data) throws InterruptedException {
    return bundled.call(visualiser, tool, "{\"data\": " + data + "}");
  }

  private String refusal(String tool, String arguments) {
    return assertThrows(ExtensionException.class, () -> bundled.call(visualiser, tool, arguments))
        .coded();
  }

  @Test
  void eachToolNamesItsPage() throws Exception {
    List<String> pages = visualiser.listResources().stream().map(Resource::uri).toList();
    for (Tool tool : visualiser.tools()) {
      String declared = JsonText.write(ToolJson.write(tool));
      assertTrue(pages.stream().anyMatch(uri -> declared.contains("\"" + uri + "\"")), declared);
    }
    assertEquals(8, visualiser.tools().size());
    assertTrue(visualiser.hasResources());
  }

  @Test
  void dataGoToThePageAsDecimalsWithoutNulls() throws Exception {
    ToolResult result =
        draw(
            "render_sankey",
            """
            {"nodes": [{"name": "a", "category": null}, {"name": "b"}],
             "links": [{"source": "a", "target": "b", "value": 3}]}""");

    assertEquals("sankey diagram: 2 node(s), 1 link(s)", result.joinedText());
    assertEquals(
        "{\"nodes\":[{\"name\":\"a\"},{\"name\":\"b\"}],"
            + "\"links\":[{\"source\":\"a\",\"target\":\"b\",\"value\":3.0}]}",
        JsonText.write(result.structuredContent()));
    assertEquals(
        "{\"_meta\":{\"ui\":{\"resourceUri\":\"ui://autovisualiser/sankey\"}}}",
        JsonText.write(result.other()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "show_chart     | {'type':'line','datasets':[{'label':'l','data':[1,2]}]} | line chart: \"Untitled\" with 1 dataset(s)",
        "show_chart     | {'type':'scatter','title':'T','datasets':[{'label':'l','data':[{'x':1,'y':2}]}]} | scatter chart: \"T\" with 1 dataset(s)",
        "render_radar   | {'labels':['a','b'],'datasets':[{'label':'l','data':[1,2]}]} | radar chart: 2 axes, 1 dataset(s)",
        "render_donut   | {'values':[1,{'label':'x','value':2}]} | donut diagram: 1 chart(s)",
        "render_donut   | [{'values':[1]},{'values':[2],'type':'pie','labels':['a']}] | donut diagram: 2 chart(s)",
        "render_treemap | {'name':'r','children':[{'name':'a','value':1},{'name':'b','children':[{'name':'c','value':2}]}]} | treemap: \"r\" with 2 leaf node(s)",
        "render_chord   | {'labels':['a','b'],'matrix':[[0,1],[2,0]]} | chord diagram: 2 entities",
        "render_map     | {'markers':[{'lat':52.5,'lng':13.4,'name':'Berlin'}]} | map: 1 marker(s)"
      })
  void pictureIsSummedUpAlsoWhenItsDataAreAText(String tool, String data, String summary)
      throws Exception {
    String json = data.replace('\'', '"');

    assertEquals(summary, draw(tool, json).joinedText());
    assertEquals(summary, draw(tool, BundledFixture.quoted(json)).joinedText());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "render_sankey  | {'nodes':[],'links':[{'source':'a','target':'b','value':1}]}",
        "render_sankey  | {'nodes':[{'name':'a'}],'links':[]}",
        "render_sankey  | {'nodes':[{'name':'a'}],'links':[{'source':'a','target':'z','value':1}]}",
        "render_sankey  | {'nodes':[{'name':'a'},{'name':'b'}],'links':[{'source':'a','target':'b','value':0}]}",
        "render_sankey  | {'nodes':[{'name':'a'},{'name':'a'}],'links':[{'source':'a','target':'a','value':1}]}",
        "render_radar   | {'labels':['a','b'],'datasets':[{'label':'l','data':[1]}]}",
        "render_radar   | {'labels':['a'],'datasets':[]}",
        "show_chart     | {'type':'line','datasets':[]}",
        "show_chart     | {'type':'pie','datasets':[{'label':'l','data':[1]}]}",
        "show_chart     | {'type':'line','datasets':[{'label':'l','data':[]}]}",
        "show_chart     | {'type':'line','datasets':[{'label':'l','data':[1,{'x':1,'y':2}]}]}",
        "show_chart     | {'type':'bar','labels':['a'],'datasets':[{'label':'l','data':[1,2]}]}",
        "render_donut   | []",
        "render_donut   | {'values':[]}",
        "render_donut   | {'values':[1],'labels':['a','b']}",
        "render_donut   | {'values':[-1]}",
        "render_treemap | {'name':'a'}",
        "render_treemap | {'name':'a','children':[{'name':'b'}]}",
        "render_chord   | {'labels':['a','b'],'matrix':[[0,1]]}",
        "render_chord   | {'labels':['a','b'],'matrix':[[0,1],[1]]}",
        "render_map     | {'markers':[]}",
        "render_map     | {'markers':[{'lat':91,'lng':0}]}",
        "render_map     | {'markers':[{'lat':1,'lng':-181}]}",
        "render_map     | {'markers':[{'lat':1,'lng':1}],'center':{'lat':1,'lng':999}}",
        "render_map     | 7",
        "render_map     | `not json`"
      })
  void dataThatMakeNoSenseAreRefused(String tool, String data) {
    String json = data.replace('\'', '"');

    String refused =
        refusal(tool, "{\"data\": " + (json.startsWith("not") ? "\"not json\"" : json) + "}");

    assertTrue(refused.startsWith("-32602: "), refused);
  }

  @Test
  void mermaidTakesCode() throws Exception {
    ToolResult result =
        bundled.call(visualiser, "render_mermaid", "{\"mermaid_code\": \"graph TD; A-->B\"}");

    assertEquals("mermaid diagram: graph TD; A-->B", result.joinedText());
    assertTrue(refusal("render_mermaid", "{\"mermaid_code\": \" \"}").startsWith("-32602: "));
    assertTrue(refusal("render_mermaid", "{}").startsWith("-32602: "));
  }

  /// It runs where nothing can be fetched.
  @ParameterizedTest
  @EnumSource(Visual.class)
  void pageContainsAllThatItNeeds(Visual visual) throws Exception {
    ResourceContent.Text page =
        (ResourceContent.Text) visualiser.readResource(visual.uri()).getFirst();

    assertEquals("text/html;profile=mcp-app", page.mimeType());
    String ours =
        page.text()
            .replaceAll("(?s)<style>.*?</style>", "")
            .replaceAll("(?s)<script>(?!\\s*'use strict').*?</script>", "");
    assertFalse(ours.contains("src="), ours);
    assertFalse(ours.contains("http"), ours);
    assertTrue(ours.contains("showWith(") && ours.contains("ui/initialize"), ours);
    Map<String, String> marks =
        Map.of("echarts.min.js", "echarts", "leaflet.js", "Leaflet", "mermaid.min.js", "mermaid");
    assertTrue(page.text().contains(marks.get(visual.library())));
    assertEquals(count(page.text(), "<script>"), count(page.text(), "</script>"));
  }

  private static int count(String text, String part) {
    return text.split(part, -1).length - 1;
  }

  @Test
  void unknownPageIsNotFound() {
    assertThrows(
        ExtensionException.class, () -> visualiser.readResource("ui://autovisualiser/../x"));
  }
}

package dev.gander.adapters.persistence.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlTest {
  private static String text(String written) {
    return Sql.parse(written).text(String::length);
  }

  private static List<String> names(String written) {
    return Sql.parse(written).parameters().stream().map(Sql.Parameter::name).toList();
  }

  @Test
  void parametersHaveNames() {
    String written = "SELECT a FROM t WHERE b=:b AND c > :c_2 AND d IN (:b,:d)";

    assertEquals("SELECT a FROM t WHERE b=? AND c > ? AND d IN (?,?)", text(written));
    assertEquals(List.of("b", "c_2", "b", "d"), names(written));
  }

  @Test
  void orOnlyAPlace() {
    String written = "INSERT INTO t VALUES (?, CAST(? AS TEXT))";

    assertEquals(written, text(written));
    assertEquals(List.of("", ""), names(written));
  }

  @Test
  void aListHasAPlaceForEachOfItsValues() {
    String written = "SELECT a FROM t WHERE b IN (<few>) AND c < :most AND d NOT IN (<b>)";

    assertEquals("SELECT a FROM t WHERE b IN (?, ?, ?) AND c < ? AND d NOT IN (?)", text(written));
    assertEquals(List.of("few", "most", "b"), names(written));
  }

  @Test
  void quotedTextsHaveNoParameters() {
    String quoted = "SELECT 'a:b', 'it''s :c ? <d>', \"d:e\", `f ?` FROM t WHERE ";

    assertEquals(quoted + "g = ?", text(quoted + "g = :g"));
    assertEquals(List.of("g"), names(quoted + "g = :g"));
  }

  @Test
  void aCastIsNoParameter() {
    assertEquals("SELECT ?::xid8, b::text", text("SELECT :number::xid8, b::text"));
    assertEquals(List.of("number"), names("SELECT :number::xid8, b::text"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "SELECT a : b, 'c",
        "SELECT 1:",
        "SELECT 1::",
        "SELECT 1 <",
        "a <> b",
        "a < b",
        "a <= b",
        "a <b",
        "a << 2 > 1",
        "DO $$ BEGIN a := 1; END $$"
      })
  void whatIsNoNameStaysAsItIs(String written) {
    assertEquals(written, text(written));
    assertEquals(List.of(), names(written));
  }
}

package dev.gander.adapters.persistence.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.jdbi.v3.core.statement.ParsedSql;
import org.junit.jupiter.api.Test;

class NamedParametersTest {
  @Test
  void parametersHaveNames() {
    ParsedSql sql =
        NamedParameters.parse("SELECT a FROM t WHERE b=:b AND c > :c_2 AND d IN (:b,:d)");

    assertEquals("SELECT a FROM t WHERE b=? AND c > ? AND d IN (?,?)", sql.getSql());
    assertEquals(List.of("b", "c_2", "b", "d"), sql.getParameters().getParameterNames());
  }

  @Test
  void orNone() {
    ParsedSql sql = NamedParameters.parse("INSERT INTO t VALUES (?, CAST(? AS TEXT))");

    assertEquals("INSERT INTO t VALUES (?, CAST(? AS TEXT))", sql.getSql());
    assertEquals(2, sql.getParameters().getParameterCount());
    assertEquals(true, sql.getParameters().isPositional());
  }

  @Test
  void quotedTextsHaveNoParameters() {
    String quoted = "SELECT 'a:b', 'it''s :c ?', \"d:e\", `f ?` FROM t WHERE ";

    ParsedSql sql = NamedParameters.parse(quoted + "g = :g");

    assertEquals(quoted + "g = ?", sql.getSql());
    assertEquals(List.of("g"), sql.getParameters().getParameterNames());
  }

  @Test
  void whatIsNoNameStaysAsItIs() {
    assertEquals("SELECT a : b, 'c", NamedParameters.parse("SELECT a : b, 'c").getSql());
    assertEquals("SELECT 1:", NamedParameters.parse("SELECT 1:").getSql());
    assertEquals("", NamedParameters.parse("").getSql());
  }
}

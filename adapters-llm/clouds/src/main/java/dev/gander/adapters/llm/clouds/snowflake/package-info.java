/// Snowflake Cortex: the models of a Snowflake account, in a dialect of its own that supports texts
/// and, in answers, tool calls.
@NullMarked
package dev.gander.adapters.llm.clouds.snowflake;

import org.jspecify.annotations.NullMarked;

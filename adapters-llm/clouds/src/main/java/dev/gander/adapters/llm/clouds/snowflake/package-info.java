/// Snowflake Cortex: the models of a Snowflake account, in a dialect of its own that knows texts
/// and, in answers, calls of tools.
@NullMarked
package dev.gander.adapters.llm.clouds.snowflake;

import org.jspecify.annotations.NullMarked;

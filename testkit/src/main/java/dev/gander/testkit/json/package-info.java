/// The contract of JSON parsers.
@NullMarked
package dev.gander.testkit.json;

import org.jspecify.annotations.NullMarked;

/// What guards tool calls: contracts, and twins in memory.
@NullMarked
package dev.gander.testkit.permission;

import org.jspecify.annotations.NullMarked;

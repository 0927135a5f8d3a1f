/// The operator's rules: contracts, and twins in memory.
@NullMarked
package dev.gander.testkit.policy;

import org.jspecify.annotations.NullMarked;

/// The rules on commands, and where paths lead.
@NullMarked
package dev.gander.adapters.persistence.policy;

import org.jspecify.annotations.NullMarked;

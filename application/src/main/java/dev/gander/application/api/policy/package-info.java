/// What the operator's rules say.
@NullMarked
package dev.gander.application.api.policy;

import org.jspecify.annotations.NullMarked;

/**
 * The ground that the modules of this library share; exported to them alone.
 *
 * <p>{@link dev.ashlar.core.ground.Ground} is the entry: time, {@link dev.ashlar.core.ground.ChangeScope change scope},
 * {@link dev.ashlar.core.ground.ChangeNotices notices}, {@link dev.ashlar.core.ground.StatementInspectors inspectors}. At
 * boot, {@link dev.ashlar.core.ground.Stamping} fills attributes and
 * {@link dev.ashlar.core.ground.SchemaContributor contributors} add to the schema.
 */
@NullMarked
package dev.ashlar.core.ground;

import org.jspecify.annotations.NullMarked;

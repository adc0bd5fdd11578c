package dev.nearfield.eval.report;

import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CrosshairState;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.AbstractXYItemRenderer;
import org.jfree.chart.renderer.xy.XYItemRendererState;
import org.jfree.data.xy.DefaultXYDataset;
import org.jfree.data.xy.XYDataset;
import org.jspecify.annotations.Nullable;

/** Draws a dot for each place, its area by how many are there, and a name beside it. */
final class Dots extends AbstractXYItemRenderer {
  private static final long serialVersionUID = 1;
  private static final double LARGEST = 13;
  private static final double SMALLEST = 3;
  private static final int GAP = 4;

  /** A place in a chart. */
  record Place(double x, double y) {}

  /** What is drawn at a place. */
  private record Dot(Place place, double radius, Ink ink, String name) {}

  private final transient List<Dot> dots;
  private final transient List<Rectangle2D> names = new ArrayList<>();

  private Dots(List<Dot> dots) {
    this.dots = dots;
  }

  /** Places by how many queries are there, coloured by their side of the diagonal. */
  static Dots ofQueries(Map<Place, Integer> places) {
    List<Dot> dots = new ArrayList<>();
    places.forEach(
        (place, queries) -> {
          double radius = Math.min(LARGEST, SMALLEST * Math.sqrt(queries));
          dots.add(new Dot(place, radius, sideOf(place), ""));
        });
    return new Dots(dots);
  }

  private static Ink sideOf(Place place) {
    if (place.x() == place.y()) {
      return Ink.MUTED;
    }
    return place.y() > place.x() ? Ink.BETTER : Ink.WORSE;
  }

  /** Systems by name, in their inks. */
  static Dots ofSystems(Map<String, Place> places, Map<String, Ink> inks) {
    List<Dot> dots = new ArrayList<>();
    places.forEach(
        (name, place) ->
            dots.add(
                new Dot(
                    place, 2 * SMALLEST, inks.getOrDefault(name, Ink.MUTED), Charts.label(name))));
    return new Dots(dots);
  }

  XYDataset dataset() {
    double[][] values = new double[2][dots.size()];
    for (int i = 0; i < dots.size(); i++) {
      values[0][i] = dots.get(i).place().x();
      values[1][i] = dots.get(i).place().y();
    }
    DefaultXYDataset dataset = new DefaultXYDataset();
    dataset.addSeries("dots", values);
    return dataset;
  }

  @Override
  public void drawItem(
      Graphics2D graphics,
      XYItemRendererState state,
      Rectangle2D area,
      PlotRenderingInfo info,
      XYPlot plot,
      ValueAxis domain,
      ValueAxis range,
      XYDataset dataset,
      int series,
      int item,
      @Nullable CrosshairState crosshair,
      int pass) {
    Dot dot = dots.get(item);
    double x = domain.valueToJava2D(dot.place().x(), area, plot.getDomainAxisEdge());
    double y = range.valueToJava2D(dot.place().y(), area, plot.getRangeAxisEdge());
    double r = dot.radius();
    graphics.setPaint(dot.ink().color());
    graphics.fill(new Ellipse2D.Double(x - r, y - r, 2 * r, 2 * r));
    if (!dot.name().isEmpty()) {
      name(graphics, area, dot, x, y);
    }
  }

  /** Beside, above or below its dot: the first place where no other name is. */
  private void name(Graphics2D graphics, Rectangle2D area, Dot dot, double x, double y) {
    Rectangle2D size = Charts.FONT.getStringBounds(dot.name(), InlineSvg.METRICS);
    double width = size.getWidth();
    double height = size.getHeight();
    double away = dot.radius() + GAP;
    List<Rectangle2D> candidates =
        List.of(
            new Rectangle2D.Double(x + away, y - height / 2, width, height),
            new Rectangle2D.Double(x - away - width, y - height / 2, width, height),
            new Rectangle2D.Double(x - width / 2, y - away - height, width, height),
            new Rectangle2D.Double(x - width / 2, y + away, width, height));
    Rectangle2D place =
        candidates.stream()
            .filter(area::contains)
            .filter(candidate -> names.stream().noneMatch(candidate::intersects))
            .findFirst()
            .orElse(candidates.getFirst());
    names.add(place);
    graphics.setFont(Charts.FONT);
    graphics.setPaint(Ink.TEXT.color());
    graphics.drawString(dot.name(), (float) place.getX(), (float) (place.getCenterY() + GAP));
  }
}

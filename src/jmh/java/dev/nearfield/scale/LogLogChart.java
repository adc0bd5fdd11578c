package dev.nearfield.scale;

import de.erichseifert.vectorgraphics2d.Processors;
import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.Map;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.LogarithmicAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.jspecify.annotations.Nullable;

/** Growth curves as an SVG file, both axes logarithmic. */
final class LogLogChart {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 360;
  private static final Color[] COLORS = {
    new Color(0x1f77b4), new Color(0xd62728), new Color(0x2ca02c), new Color(0x9467bd)
  };

  private LogLogChart() {}

  /** Writes a chart of curves by their names. */
  static void write(Path file, Map<String, ? extends Map<Integer, Double>> curves)
      throws IOException {
    XYSeriesCollection lines = new XYSeriesCollection();
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, true);
    curves.forEach(
        (name, points) -> {
          int number = lines.getSeriesCount();
          XYSeries line = new XYSeries(name);
          points.forEach(line::add);
          lines.addSeries(line);
          renderer.setSeriesPaint(number, COLORS[number % COLORS.length]);
          renderer.setSeriesStroke(number, new BasicStroke(2));
          renderer.setSeriesShape(number, new Ellipse2D.Double(-3, -3, 6, 6));
        });
    XYPlot plot = new XYPlot(lines, axis("chunks"), axis(null), renderer);
    plot.setBackgroundPaint(Color.WHITE);
    plot.setDomainGridlinePaint(Color.LIGHT_GRAY);
    plot.setRangeGridlinePaint(Color.LIGHT_GRAY);
    JFreeChart chart = new JFreeChart(plot);
    chart.setBackgroundPaint(Color.WHITE);
    VectorGraphics2D graphics = new VectorGraphics2D();
    chart.draw(graphics, new Rectangle2D.Double(0, 0, WIDTH, HEIGHT));
    Files.createDirectories(file.toAbsolutePath().getParent());
    try (var out = Files.newOutputStream(file)) {
      Processors.get("svg")
          .getDocument(graphics.getCommands(), new PageSize(WIDTH, HEIGHT))
          .writeTo(out);
    }
  }

  private static LogarithmicAxis axis(@Nullable String name) {
    LogarithmicAxis axis = new LogarithmicAxis(name);
    axis.setNumberFormatOverride(
        new DecimalFormat("#,##0.###", DecimalFormatSymbols.getInstance(Locale.ROOT)));
    return axis;
  }
}

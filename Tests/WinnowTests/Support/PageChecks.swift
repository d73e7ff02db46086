import WebDriver

/// What every page has to be like, measured in a browser.
enum PageChecks {
  /// Texts whose contrast with what is behind them is below WCAG's AA.
  ///
  /// Colors are those that the browser computed. Behind the text of a picture stand the shapes
  /// that are drawn under it.
  static func faintTexts(in browser: Browser) throws -> [String]? {
    try browser.run(contrastScript) as? [String]
  }

  /// How many pixels a page is wider than the screen.
  static func overflow(in browser: Browser) throws -> Int? {
    try browser.run(
      "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
    ) as? Int
  }

  private static let contrastScript = """
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    canvas.canvas.width = canvas.canvas.height = 1;
    const rgba = (color) => {
      canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1);
      return canvas.getImageData(0, 0, 1, 1).data;
    };
    const light = (c) => {
      const [r, g, b] = [c[0], c[1], c[2]].map((v) => v / 255)
        .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const behind = (element) => {
      for (let e = element; e; e = e.parentElement) {
        const color = rgba(getComputedStyle(e).backgroundColor);
        if (color[3] > 200) return color;
      }
      return [255, 255, 255, 255];
    };
    const drawnBehind = (text) => {
      text.scrollIntoView({ block: 'center', inline: 'center' });
      const box = text.getBoundingClientRect();
      const all = document.elementsFromPoint(box.x + box.width / 2, box.y + box.height / 2);
      const shapes = all.filter((e) => e instanceof SVGGeometryElement && e.ownerSVGElement === text.ownerSVGElement);
      return shapes.reverse().reduce((under, shape) => {
        const style = getComputedStyle(shape);
        const over = rgba(style.fill);
        const share = (over[3] / 255) * parseFloat(style.fillOpacity) * parseFloat(style.opacity);
        return [0, 1, 2].map((i) => over[i] * share + under[i] * (1 - share));
      }, behind(text.ownerSVGElement));
    };
    const faint = [];
    for (const element of document.querySelectorAll('body *')) {
      const hasText = [...element.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
      if (!hasText || element.closest('title, desc, style')) continue;
      if (!element.checkVisibility() || element.closest('.unseen, :disabled')) continue;
      const style = getComputedStyle(element);
      const isDrawn = element instanceof SVGTextContentElement;
      const own = rgba(isDrawn ? style.fill : style.color);
      const under = isDrawn ? drawnBehind(element) : behind(element);
      const [a, b] = [light(own), light(under)].sort((x, y) => y - x);
      const ratio = (a + 0.05) / (b + 0.05);
      const isLarge = parseFloat(style.fontSize) >= 24;
      if (ratio < (isLarge ? 3 : 4.5)) faint.push(`${element.textContent.trim().slice(0, 30)}: ${ratio.toFixed(2)}`);
    }
    return faint;
    """
}

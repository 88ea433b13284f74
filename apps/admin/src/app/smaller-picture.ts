/** Longest side in pixels: a sign-in sheet stays legible, a photo prints well, and it goes up from a hall in seconds. */
const LONGEST = 2400;
const SMALL_PNG = 1024 * 1024;

/**
 * A photo as it is sent: at most 2,400 pixels on its longer side and upright, as JPEG, without what the camera noted of place
 * and device. What is no picture, a small PNG, and what this browser cannot read (HEIC on most) go as they are.
 */
export async function smallerPicture(file: File): Promise<File> {
  if (!file.type.startsWith('image/') || (file.type === 'image/png' && file.size <= SMALL_PNG)) return file;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
    const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [Math.round(picture.width * scale), Math.round(picture.height * scale)];
    const pen = canvas.getContext('2d');
    if (!pen) return file;
    // what a PNG leaves transparent is white on paper
    pen.fillStyle = 'white';
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.85));
    return blob ? new File([blob], `${file.name.replace(/\.\w+$/, '')}.jpg`, { type: 'image/jpeg', lastModified: file.lastModified }) : file;
  } catch {
    return file;
  }
}

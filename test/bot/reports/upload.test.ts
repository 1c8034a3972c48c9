import { isOneDrive } from '../../../bot/reports/upload';

describe('a place for a file', () => {
  it.each([
    'https://contoso-my.sharepoint.com/personal/anna_contoso_com/_api/v2.0/drive/items/01/uploadSession?guid=1',
    'https://contoso.sharepoint.com/personal/report.xlsx',
    'https://CONTOSO-my.SharePoint.com:443/x',
  ])('%s is in OneDrive', (url) => {
    expect(isOneDrive(new URL(url))).toBe(true);
  });

  it.each([
    'http://contoso-my.sharepoint.com/x',
    'https://sharepoint.com/x',
    'https://contoso.sharepoint.com.evil.example/x',
    'https://evilsharepoint.com/x',
    'https://evil.example/contoso.sharepoint.com',
    'https://evil.example/?.sharepoint.com',
    'https://evil.example#.sharepoint.com',
    'https://contoso.sharepoint.com@evil.example/x',
    'https://user:secret@contoso.sharepoint.com/x',
    'https://contoso.sharepoint.com:8443/x',
    'https://a.b.sharepoint.com/x',
    'https://contoso.sharepoint.com./x',
    'https://127.0.0.1/x',
    'https://169.254.169.254/latest/meta-data',
    'https://[::1]/x',
    'https://localhost/x',
    'file:///etc/passwd',
    'data:text/plain,x',
  ])('%s is not', (url) => {
    expect(isOneDrive(new URL(url))).toBe(false);
  });
});
